// Classic and blocking, so that the first paint has what the reader chose. src/elements/choices.ts is its other half.
try {
  for (const name of ['theme', 'wrap', 'keys']) {
    const chosen = localStorage.getItem(`viva:${name}`)
    if (chosen) document.documentElement.dataset[name] = chosen
  }
} catch {
  // Where storage is refused, nothing was ever chosen.
}
