// Which objects of the input belong to which workload: the one answer that all rules get.

import { isPatchAlone, roleOfFile } from "../../manifest/file-role.ts";
import { type InputObject, inputReader } from "../../manifest/input-object.ts";
import type { Kustomizations } from "../../manifest/kustomizations.ts";
import type { ManifestObject } from "../../manifest/objects.ts";
import { idOfPod, type Pod } from "../../manifest/pod.ts";
import { groupOf, type Required } from "../../manifest/workloads.ts";
import { lazy } from "../../text/lazy.ts";
import type { Source } from "../../text/source.ts";
import { type ServiceView, serviceView } from "../services/service.ts";
import { isForPod, isNamedIn, type NamedList } from "./named-in-patch.ts";
import { newlySelected } from "./newly-selected.ts";
import { type Bond, byFile, type Pairing, pairUp } from "./pairing.ts";
import {
  claimingPod,
  labelledPod,
  namedObject,
  namedPod,
  namespaceObject,
  objectInNamespace,
  placedPod,
  scalingAutoscaler,
  selectingService,
} from "./parties.ts";
import type { Party } from "./party.ts";

/** What neighbours are found in. */
export interface NeighbourRequest {
  readonly sources: readonly Source[];
  readonly kustomizations: Kustomizations;
  /** Returns the pods of all workloads of the input, as they stand there. */
  pods(): readonly Pod[];
}

/** What belongs to a pod, and how sure that is. */
export interface Neighbours {
  /** Returns the Services that select the pod. */
  servicesOf(pod: Pod): readonly ServiceView[];
  /** Returns the pods that the Service selects, as they stand in the manifests. */
  targetsOf(service: ServiceView): readonly Pod[];
  /** Returns the HorizontalPodAutoscalers that scale the pod's workload. */
  autoscalersOf(pod: Pod): readonly InputObject[];
  /** Returns the PersistentVolumeClaims that the name may mean in the pod, the nearest first. */
  claimsOf(pod: Pod, name: string): readonly InputObject[];
  /** Returns the Namespaces that the pod may be in, the nearest first. */
  namespacesOf(pod: Pod): readonly InputObject[];
  /** Returns the LimitRanges of the pod's namespace. */
  limitRangesOf(pod: Pod): readonly InputObject[];
  /** Returns the pods of the pod's namespace as they stand in the manifests, itself included: the nearest, then more and more. */
  podsAround(pod: Pod): Iterable<readonly Pod[]>;
  /** Tells whether a kustomization writes into the pod's workload what is not there. */
  isSupplied(pod: Pod, what: Required): boolean;
  /** Tells whether a patch of a kustomization that builds the pod's workload names an item of a list of pods, such as a port. */
  isNamedInPatch(pod: Pod, list: NamedList, name: string): boolean;
  /** Tells whether an object belongs to the pod for certain: nothing else can be meant. */
  isCertain(pod: Pod, object: ManifestObject): boolean;
  /** Tells whether the object may be meant for another workload, which fits where this pod does not. */
  isMeantForOther(pod: Pod, object: ManifestObject, fits: (other: Pod) => boolean): boolean;
}

/** Returns what belongs together; objects of the input are read, kind by kind, when somebody asks. */
export function findNeighbours({ sources, kustomizations, pods }: NeighbourRequest): Neighbours {
  const reader = lazy(() => inputReader(sources));
  const podsAsWritten = lazy(pods);
  // Kind by kind: most checks are content with the few autoscalers or claims, and need no Service to be read.
  const objectsOfKind = (wanted: string, group = "") =>
    reader()((apiVersion, kind) => kind === wanted && groupOf(apiVersion) === group).filter(
      // A patch is a part of an object that stands elsewhere.
      ({ object }) => !isPatchAlone(roleOfFile(object.document.source.path, kustomizations)),
    );
  const pair = <From, To>(asking: readonly Party<From>[], offering: readonly Party<To>[]) =>
    pairUp(asking, offering, kustomizations);
  const services = lazy(() => {
    const asking = objectsOfKind("Service").map((one) => selectingService(serviceView(one)));
    const pairing = lazy(() => pair(asking, podsAsWritten().map(labelledPod)));
    const hasPods = (service: Party<ServiceView>) => pairing().nearest(service).length > 0;
    const added = lazy(() => newlySelected(asking, hasPods));
    const before = lazy(() => new Map(podsAsWritten().map((pod) => [idOfPod(pod), pod])));
    const found = askingForPods(asking, pairing);
    const of = (pod: Pod) => {
      const written = asking.length === 0 ? undefined : before().get(idOfPod(pod));
      return written === undefined ? found.of(pod) : [...found.of(pod), ...added()(pod, written)];
    };
    return { ...found, of };
  });
  const autoscalers = lazy(() => {
    const asking = objectsOfKind("HorizontalPodAutoscaler", "autoscaling").map(scalingAutoscaler);
    return askingForPods(
      asking,
      lazy(() => pair(asking, podsAsWritten().map(namedPod))),
    );
  });
  const claims = lazy(() =>
    pair<Pod, InputObject>([], objectsOfKind("PersistentVolumeClaim").map(namedObject)),
  );
  const namespaces = lazy(() =>
    pair<Pod, InputObject>([], objectsOfKind("Namespace").map(namespaceObject)),
  );
  const ranges = lazy(() =>
    pair<Pod, InputObject>([], objectsOfKind("LimitRange").map(objectInNamespace)),
  );
  const podsToPatch = lazy(() =>
    podsAsWritten().filter(({ origin }) => !isPatchAlone(roleOfFile(origin.file, kustomizations))),
  );
  const around = lazy(() => pair<Pod, Pod>([], podsAsWritten().map(placedPod)));
  const claimBonds = (pod: Pod, name: string) => claims().nearest(claimingPod(pod, name));
  const namespaceBonds = (pod: Pod) => namespaces().nearest(placedPod(pod));
  return {
    servicesOf: (pod) => services().of(pod),
    targetsOf: (service) => services().targetsOf(service.object),
    autoscalersOf: (pod) => autoscalers().of(pod),
    claimsOf: (pod, name) => namesakes(claims(), claimingPod(pod, name)),
    namespacesOf: (pod) => namesakes(namespaces(), placedPod(pod)),
    limitRangesOf: (pod) => ranges().nearest(placedPod(pod)).map(itemOf),
    *podsAround(pod) {
      for (const parties of around().circles(placedPod(pod))) yield parties.map(({ item }) => item);
    },
    isNamedInPatch: (pod, list, name) =>
      kustomizations
        .patchesIn(pod.origin.file)
        .some((patch) => isForPod(patch, pod, podsToPatch()) && isNamedIn(patch, list, name)),
    isSupplied: ({ origin }, what) => roleOfFile(origin.file, kustomizations).supplies.has(what),
    isCertain(pod, object) {
      switch (object.kind) {
        case "Service":
          return services().bond(pod, object)?.isCertain ?? true;
        case "HorizontalPodAutoscaler":
          return autoscalers().bond(pod, object)?.isCertain ?? true;
        default:
          return isCertainIn([...claimBonds(pod, object.name), ...namespaceBonds(pod)], object);
      }
    },
    isMeantForOther: (pod, object, fits) =>
      (object.kind === "Service" ? services() : autoscalers()).isMeantForOther(pod, object, fits),
  };
}

function isCertainIn(bonds: readonly Bond<InputObject>[], object: ManifestObject): boolean {
  return bonds.find(({ to }) => to.item.object === object)?.isCertain ?? true;
}

/** What shares a stream, folder or build with the pod is what a name means there; otherwise it may be any of the name. */
function namesakes(pairing: Pairing<Pod, InputObject>, from: Party<Pod>): readonly InputObject[] {
  const nearest = pairing.nearest(from);
  const isNear = nearest.some(({ within }) => within !== "above");
  const others = isNear ? [] : pairing.farther(from).map(({ item }) => item);
  return [...nearest.map(itemOf), ...others];
}

function itemOf<Item>({ to }: Bond<Item>): Item {
  return to.item;
}

/** What pairs objects that ask for pods, from both sides. */
interface AskingForPods<Item> {
  of(pod: Pod): readonly Item[];
  targetsOf(object: ManifestObject): readonly Pod[];
  bond(pod: Pod, object: ManifestObject): Bond<Pod> | undefined;
  isMeantForOther(pod: Pod, object: ManifestObject, fits: (other: Pod) => boolean): boolean;
}

function askingForPods<Item extends { readonly object: ManifestObject }>(
  asking: readonly Party<Item>[],
  pairing: () => Pairing<Item, Pod>,
): AskingForPods<Item> {
  const byObject = new Map(asking.map((party) => [party.item.object, party]));
  const byPod = lazy(() => {
    const found = new Map<string, Item[]>();
    for (const party of byFile(asking)) {
      for (const { to } of pairing().nearest(party)) {
        const id = idOfPod(to.item);
        const known = found.get(id);
        if (known === undefined) found.set(id, [party.item]);
        else known.push(party.item);
      }
    }
    return found;
  });
  const bondsOf = (object: ManifestObject) => {
    const party = byObject.get(object);
    return party === undefined ? [] : pairing().nearest(party);
  };
  return {
    of: (pod) => (asking.length === 0 ? [] : (byPod().get(idOfPod(pod)) ?? [])),
    targetsOf: (object) => bondsOf(object).map(itemOf),
    bond: (pod, object) => bondsOf(object).find(({ to }) => idOfPod(to.item) === idOfPod(pod)),
    isMeantForOther(pod, object, fits) {
      const party = byObject.get(object);
      if (party === undefined) return false;
      const isOther = ({ to }: Bond<Pod>) => idOfPod(to.item) !== idOfPod(pod);
      const own = bondsOf(object).find((bond) => !isOther(bond));
      const beside = bondsOf(object).filter(isOther).map(itemOf);
      // What is beside it for certain has the object as well: that is for the rule to judge.
      if (beside.some(fits)) return own?.isCertain === false;
      return pairing()
        .farther(party)
        .some(({ item }) => fits(item));
    },
  };
}
