import type { Supplied } from "../../manifest/kustomizations.ts";

/** An object that belongs to others, or that others belong to. */
export interface Party<Item> {
  readonly item: Item;
  /** The path of its file. */
  readonly file: string;
  /** Group, kind, namespace, name and, of several, the pod template; two of the same show that the input is about more than one cluster. */
  readonly identity: string;
  /**
   * Returns the keys by which it is paired, in a build or, without one, as it is written. One party asks for some, such as
   * each label of its selector, and fits another that offers all of these.
   */
  keys(supplied: Supplied | undefined): readonly string[];
}
