// The way to the sandbox: a stream of what one person sees, and what they do.

/** Calls back with each new screen of this person; the function returned ends it. */
export function watch(person, onScreen, onLost) {
  const events = new EventSource(`/screen?as=${encodeURIComponent(person)}`);
  events.onmessage = (event) => onScreen(JSON.parse(event.data));
  events.onerror = onLost;
  return () => events.close();
}

/** Does something as this person, and returns what went wrong as a sentence; empty where nothing did. */
export async function act(person, deed, told = {}) {
  try {
    const answer = await fetch(`/do/${deed}`, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ as: person, ...told }),
    });
    return (await answer.json()).said;
  } catch {
    return "The sandbox does not answer. Is it still running?";
  }
}
