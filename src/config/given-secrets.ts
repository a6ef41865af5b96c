import { textsIn } from "../manifest/texts-in.ts";
import type { ValueMap } from "../manifest/value.ts";
import { coerce } from "../template/coerce.ts";
import type { Template } from "../template/template.ts";
import { PARAMS_PREFIX } from "./annotations.ts";
import { annotationText } from "./inject-annotation.ts";
import type { TemplateValues } from "./template-values.ts";
import type { ValueRequest } from "./value-request.ts";

/** Where values of parameters can stand, whoever gets them. */
export interface GivenValues extends Pick<ValueRequest, "sets" | "files" | "injector"> {
  /** `metadata.annotations` of pod templates. */
  readonly podAnnotations: readonly ValueMap[];
}

/** Returns the texts in all values that are given to parameters with `writeOnly: true`, which no message may show. */
export function givenSecrets(
  templates: readonly Template[],
  { sets, files, injector, podAnnotations }: GivenValues,
): ReadonlySet<string> {
  const maps: readonly TemplateValues[] = [
    ...files.map(({ values }) => values),
    ...(injector === undefined
      ? []
      : [
          injector.values,
          ...injector.environments.values(),
          ...injector.rules.map(({ values }) => values),
        ]),
  ];
  return new Set(
    templates.flatMap(({ name, spec }) =>
      Object.entries(spec.params)
        .filter(([, parameter]) => isSecret(parameter))
        .flatMap(([param, { type }]) => {
          const texts = [
            ...sets
              .filter((set) => set.param === param && (set.template ?? name) === name)
              .map(({ value }) => value),
            ...podAnnotations.flatMap((annotations) => {
              const key = `${PARAMS_PREFIX}${name}.${param}`;
              const value = Object.hasOwn(annotations, key) ? annotations[key] : undefined;
              return value === undefined ? [] : [annotationText(value)];
            }),
          ];
          const values = maps.flatMap((map) => map.get(name)?.get(param) ?? []);
          return [
            ...texts,
            ...[...texts.map((text) => coerce(text, type)), ...values].flatMap(textsIn),
          ];
        }),
    ),
  );
}

/** Tells whether a template has a parameter whose values no message may show. */
export function hasSecrets({ spec }: Template): boolean {
  return Object.values(spec.params).some(isSecret);
}

function isSecret({ writeOnly }: { readonly writeOnly?: boolean }): boolean {
  return writeOnly === true;
}
