const doubted = "portfolio-signed-out";

/** Says that the session may be over: it is asked for again. */
export function doubtSession(): void {
  window.dispatchEvent(new Event(doubted));
}

/** Hears of it. */
export function onSessionDoubted(listener: () => void): () => void {
  window.addEventListener(doubted, listener);
  return () => { window.removeEventListener(doubted, listener); };
}
