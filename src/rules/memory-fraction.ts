import {
  resourceOwners,
  type WrittenQuantity,
  writtenQuantities,
  writtenText,
} from "../lint/resources/written-quantities.ts";
import { defineRule, type Rule } from "../lint/rule.ts";
import { isBytes, ONE, parseQuantity } from "../manifest/quantity.ts";

// A large amount with a fraction, such as 1.1Gi, is meant: only its last byte is rounded.
const LARGEST = 1024n * 1024n * ONE;

const rule: Rule = defineRule({
  id: "memory-fraction",
  severity: "warning",
  category: "resources",
  summary: "Memory and storage are whole numbers of bytes.",
  why:
    "`m` stands for a thousandth: `400m` of memory is less than half a byte, where `400Mi` or `400M` has most likely been meant. The API server accepts it with a warning. " +
    "As a limit it keeps the container from running, as a request it reserves nothing.",
  fix: "Write bytes with a unit, such as `400Mi` or `400M`.",
  links: [
    "https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/#meaning-of-memory",
  ],
  examples: {
    fails: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
  - name: web
    image: example.com/web:1
    resources:
      limits:
        memory: 400m
`,
    passes: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
  - name: web
    image: example.com/web:1
    resources:
      limits:
        cpu: 400m
        memory: 400Mi
`,
  },
  *check(pod, { kubeMinor }) {
    for (const owner of resourceOwners(pod, kubeMinor)) {
      for (const written of writtenQuantities(owner).filter(isFraction)) {
        const text = writtenText(written);
        const list = written.list === "requests" ? "request" : "limit";
        const inThousandths = isInThousandths(text);
        yield {
          at: written.at,
          message:
            `${owner.title} sets the ${written.resource} ${list} ${text}, which ` +
            (inThousandths ? "counts thousandths of a byte" : "is not a whole number of bytes"),
          ...(inThousandths
            ? { help: `Write "${text.replace("m", "Mi")}" if mebibytes are meant.` }
            : {}),
        };
      }
    }
  },
});

function isFraction(written: WrittenQuantity): boolean {
  if (!isBytes(written.resource)) return false;
  const quantity = parseQuantity(written.value) ?? 0n;
  if (quantity <= 0n || quantity >= LARGEST) return false;
  return quantity % ONE !== 0n || isInThousandths(writtenText(written));
}

function isInThousandths(text: string): boolean {
  return /^[\d.]+m$/.test(text);
}

export default rule;
