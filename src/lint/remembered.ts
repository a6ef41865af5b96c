/** Returns a function with its answers kept for each object it was asked about; many rules ask the same of a container or pod. */
export function remembered<Key extends object, Answer>(
  answer: (key: Key) => Answer,
): (key: Key) => Answer {
  const known = new WeakMap<Key, { readonly answer: Answer }>();
  return (key) => {
    const before = known.get(key);
    if (before !== undefined) return before.answer;
    const made = { answer: answer(key) };
    known.set(key, made);
    return made.answer;
  };
}
