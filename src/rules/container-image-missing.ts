import { isBuiltInKind } from "../lint/containers/built-in-kind.ts";
import { imageFault } from "../lint/containers/image-reference.ts";
import { type ListedContainer, listedContainers } from "../lint/containers/listed-container.ts";
import { isPartialWorkload } from "../lint/containers/partial-workload.ts";
import { mayComeFromWebhook } from "../lint/containers/webhook-container.ts";
import { defineRule, type Problem, type Rule } from "../lint/rule.ts";
import type { Pod } from "../manifest/pod.ts";
import { asMap } from "../manifest/value.ts";
import { traitsOfKind } from "../manifest/workloads.ts";

const rule: Rule = defineRule({
  id: "container-image-missing",
  severity: "error",
  category: "names",
  summary: "Every container has an image that can be pulled by its name.",
  why:
    "The API server rejects a container without an image; a StatefulSet is accepted all the same, and then none of its pods can be created. " +
    "An image that cannot be parsed is accepted, and its container waits for ever with `InvalidImageName`. White space around an image is refused in pods, but not in the templates that they are made from.",
  fix: "Set `image` to a reference such as `registry.example.com/group/name:tag`, with the repository in lower case.",
  links: [
    "https://kubernetes.io/docs/concepts/containers/images/#image-names",
    "https://github.com/distribution/reference",
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
  - name: log-agent
    args: ["--tail"]
`,
    passes: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
  - name: web
    image: example.com/web:1
  - name: log-agent
    image: example.com/log-agent:1
    args: ["--tail"]
`,
  },
  *check(pod) {
    for (const container of listedContainers(pod)) {
      const problem = problemOf(pod, container);
      if (problem !== undefined) yield problem;
    }
  },
});

function problemOf(pod: Pod, container: ListedContainer): Problem | undefined {
  const { at, name, value } = container;
  const { image } = value;
  const which = name === undefined || name === "" ? "a container" : `container "${name}"`;
  if (image === undefined || image === null || image === "") {
    if (isFilledInLater(pod, container)) return undefined;
    const message = `${which} has ${image === "" ? "an empty" : "no"} image`;
    return { at: placeOf(container), message };
  }
  if (typeof image !== "string") {
    const help = "Put the image in quotes.";
    return { at: [...at, "image"], message: `${which} has an image that is no string`, help };
  }
  const trimmed = image.trim();
  if (trimmed === "") {
    // To OpenShift a blank means that an image stream gives the image: https://github.com/openshift/origin/issues/14659
    if (pod.kind !== "Pod" || isFilledInLater(pod, container)) return undefined;
    return { at: [...at, "image"], message: `${which} has a blank image` };
  }
  if (trimmed !== image) {
    const message = `${which} has white space around its image "${trimmed}"`;
    return { at: [...at, "image"], message, help: "Remove the white space." };
  }
  const fault = imageFault(image);
  if (fault === undefined) return undefined;
  return { at: [...at, "image"], message: `the image "${image}" of ${which} ${fault}` };
}

function placeOf({ at, name, value }: ListedContainer): Problem["at"] {
  if (value["image"] !== undefined) return [...at, "image"];
  return name === undefined ? at : [...at, "name"];
}

function isFilledInLater(pod: Pod, { name = "" }: ListedContainer): boolean {
  if (!isBuiltInKind(pod) || isPartialWorkload(pod) || mayComeFromWebhook(name)) return true;
  if (traitsOfKind(pod)?.imagesComeLater === true) return true;
  const { annotations } = asMap(pod.workload["metadata"]);
  return asMap(annotations)["image.openshift.io/triggers"] !== undefined;
}

export default rule;
