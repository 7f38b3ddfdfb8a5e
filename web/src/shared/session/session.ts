const doubted = "portfolio-signed-out";
const taken = "portfolio-rights-taken";

function on(name: string, listener: () => void): () => void {
  window.addEventListener(name, listener);
  return () => { window.removeEventListener(name, listener); };
}

/** Says that the session may be over: it is asked for again. */
export function doubtSession(): void {
  window.dispatchEvent(new Event(doubted));
}

/** Hears of it. */
export function onSessionDoubted(listener: () => void): () => void {
  return on(doubted, listener);
}

/** Says that the viewer may no longer see what was seen here: nothing of it is kept, and what is still theirs is asked for anew. */
export function tellRightsTaken(): void {
  window.dispatchEvent(new Event(taken));
}

/** Hears of it. */
export function onRightsTaken(listener: () => void): () => void {
  return on(taken, listener);
}
