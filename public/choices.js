// See src/elements/choices.ts.
try {
  for (const name of ['theme', 'wrap', 'keys', 'recall', 'studied']) {
    const chosen = localStorage.getItem(`viva:${name}`)
    if (chosen) document.documentElement.dataset[name] = chosen
  }
  // In a session, each question is asked first.
  if (sessionStorage.getItem('viva:session')) document.documentElement.dataset.recall = 'on'
} catch {
  // Storage is refused: nothing was ever chosen.
}
