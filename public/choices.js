// See src/elements/choices.ts.
try {
  for (const name of ['theme', 'wrap', 'keys']) {
    const chosen = localStorage.getItem(`viva:${name}`)
    if (chosen) document.documentElement.dataset[name] = chosen
  }
} catch {
  // Storage is refused: nothing was ever chosen.
}
