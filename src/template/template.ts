import type { FieldPath } from "../manifest/field-path.ts";
import type { JsonSchema } from "../manifest/json-schema.ts";
import type { Value, ValueMap } from "../manifest/value.ts";
import type { Written } from "../manifest/written.ts";
import type { Source } from "../text/source.ts";
import type { ExtendedSpec } from "./extend.ts";
import type { ParamChecker } from "./param-checker.ts";
import type { Role } from "./roles.ts";

/** How a sidecar runs: as a restartable init container, or as one more app container. */
export type Lifecycle = "native" | "classic";

/** Where a sidecar goes in the list that its lifecycle selects. */
export type Position = "first" | "last" | { readonly before: string } | { readonly after: string };

/** A parameter of a template: a JSON Schema, with two keywords of ours. */
export interface Parameter extends JsonSchema {
  readonly type: "string" | "integer" | "number" | "boolean" | "array" | "object";
  /** False: a manifest cannot set it by annotation. */
  readonly annotation?: boolean;
  /** True: another value may weaken the sidecar, so where the config requires that, an annotation cannot set it. */
  readonly protected?: boolean;
  /** True: no message shows its values. */
  readonly writeOnly?: boolean;
}

/** A directory that app and sidecar share; without `source` the app must have a volume there. */
export interface SharedDirectory {
  readonly name: string;
  readonly path: string;
  readonly source?: ValueMap;
}

/** Which app containers a template adds to. */
export type AppContainers = "main" | "all" | readonly string[];

/** A kind of pod that a template may refuse: one in the network of its node, or one for Windows. */
export type RefusedPod = "hostNetwork" | "windows";

/** What a template says, as in its file: references are not filled in, `when` is not decided. */
export interface TemplateSpec {
  readonly description: string;
  readonly role: Role;
  readonly params: Readonly<Record<string, Parameter>>;
  readonly lifecycle: Lifecycle;
  readonly position: Position;
  readonly containers: readonly ValueMap[];
  readonly initContainers: readonly ValueMap[];
  readonly volumes: readonly ValueMap[];
  readonly files: readonly ValueMap[];
  readonly shared: readonly ValueMap[];
  readonly app: ValueMap;
  readonly pod: ValueMap;
  /** The port in front of which port of the app the sidecar stands, for a proxy. */
  readonly front?: ValueMap;
  /** Pods that the sidecar must not go into, with the reasons. */
  readonly refuses: Readonly<Partial<Record<RefusedPod, string>>>;
  /** Ids of the checks that complain of a plain app with the sidecar, with the reasons. */
  readonly findings: Readonly<Record<string, string>>;
  /** What has to be there, or be changed, outside of the pod; sentences. */
  readonly elsewhere: readonly string[];
}

/** A named sidecar: its file and what the file says. */
export interface Template {
  readonly name: string;
  readonly builtIn: boolean;
  /** The file, to show where something is defined; for a built-in template the path is `templates/NAME.yaml`. */
  readonly source: Source;
  /** With what the template extends, if it does. */
  readonly spec: TemplateSpec;
  readonly checkParam: ParamChecker;
  /** The template that it extends, and which parts are from there. */
  readonly extended?: { readonly base: Template; readonly homes: ExtendedSpec["homes"] };
}

/** A template with its parameters filled in for one pod. */
export interface Sidecar {
  readonly template: Template;
  /** The name of the container that is the app to it. */
  readonly appContainer: string;
  readonly lifecycle: Lifecycle;
  readonly position: Position;
  /** The mounts of shared directories still lack their `mountPath`. */
  readonly containers: readonly ValueMap[];
  readonly initContainers: readonly ValueMap[];
  /** The volume of the configuration files included. */
  readonly volumes: readonly ValueMap[];
  readonly shared: readonly SharedDirectory[];
  readonly app: {
    readonly containers: AppContainers;
    readonly env: readonly ValueMap[];
    readonly volumeMounts: readonly ValueMap[];
  };
  /** Additions to the pod: labels, annotations (configuration files included), and so on. */
  readonly pod: ValueMap;
  readonly front?: { readonly port: number; readonly of: number };
  /** The values of the parameters of format `port`, by name. */
  readonly ports: Readonly<Record<string, number>>;
  /** Those of them that nobody has set, which a conflict may move. */
  readonly movable: readonly string[];
  /** Where in the template's document a rendered mapping or list stands. */
  readonly origins: WeakMap<object, FieldPath>;
}

/** A value that somebody gives to a parameter. */
export interface AssignedValue {
  readonly template: string;
  readonly param: string;
  readonly value: Value;
  /** A string that is coerced to the declared type (`--set`, annotations), or a value that must have it. */
  readonly form: "text" | "value";
  /** Where it stands in a file of ours; flags and annotations have no such place. */
  readonly written?: Written;
  /** What a person knows it by: `--set`, `values of kube-sidecar.yaml`, `annotation params.kube-sidecar.dev/x.y`. */
  readonly from: string;
}

/** A container that a flag or a rule names as the app. */
export interface AskedContainer {
  readonly name: string;
  /** What names it: `--app-container`, `rule 2 of kube-sidecar.yaml`. */
  readonly by: string;
  /** Whether it counts more or less than the annotation of the pod template. */
  readonly strength: "above annotation" | "below annotation";
}

/** The pod and the app that references of a template may name: `$(workload.name)`, `$(app.port)`. */
export interface Scope {
  readonly workload: { readonly name: string; readonly kind: string; readonly namespace: string };
  readonly app: {
    readonly name: string;
    readonly image: string;
    /** The first TCP port that the app container declares. */
    readonly port?: number;
    /** Its TCP ports by name. */
    readonly ports: Readonly<Record<string, number>>;
  };
}
