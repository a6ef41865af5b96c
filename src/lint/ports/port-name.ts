const LONGEST = 15;

/**
 * Returns what is wrong with the name of a port, to be put behind "which"; nothing if it is an IANA service name.
 * Source: `IsValidPortName` of https://github.com/kubernetes/apimachinery/blob/master/pkg/util/validation/validation.go
 */
export function portNameFault(name: string): string | undefined {
  if (name === "") return "is empty";
  if (!/^[-a-z0-9]+$/.test(name)) return "has other characters than a-z, 0-9 and -";
  if (name.length > LONGEST) return `is longer than ${LONGEST} characters`;
  if (!/[a-z]/.test(name)) return "has no letter";
  if (name.includes("--")) return 'has "--" in it';
  return /^-|-$/.test(name) ? "begins or ends with -" : undefined;
}

/** Tells whether a flag, variable or port is called so that it is for checks of health. */
export function isHealthName(name: string): boolean {
  return /health|live|ready|probe/i.test(name);
}

/** Returns a valid name of a port that is near to an invalid one, if there is one: as many of its words as fit. */
export function validPortName(name: string): string | undefined {
  const [first = "", ...words] = name.toLowerCase().match(/[a-z0-9]+/g) ?? [];
  const near = words.reduce(
    (start, word) => {
      const longer = `${start}-${word}`;
      return longer.length <= LONGEST ? longer : start;
    },
    first.slice(0, LONGEST),
  );
  return portNameFault(near) === undefined ? near : undefined;
}
