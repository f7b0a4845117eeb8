// Runs before the first paint, so that a chosen theme never flashes the other one.
try {
  const choice = localStorage.getItem('crier.theme')
  if (choice) document.documentElement.dataset.theme = choice
} catch {
  // Storage may be switched off: the system's theme is used.
}
