// The outline is all that the other stages know of YAML and JSON: a small tree with offsets.
// `yaml-outline.ts` and `json-outline.ts` make it; a faster reader can be added beside them.

interface Span {
  /** Offset of the first byte of the node itself, behind anchor and tag. */
  readonly start: number;
  /** Offset behind the last byte of a leaf or flow collection; of a block collection, that of its last leaf. */
  readonly end: number;
  /** The name of the node's anchor (`&name`). */
  readonly anchor?: string;
  /** The node's tag as written (`!!str`). */
  readonly tag?: string;
}

/** How a collection is written: over lines by indentation, or in brackets. */
export type CollectionStyle = "block" | "flow";

/** One `key: value` of a mapping. */
export interface Entry {
  readonly key: ScalarNode;
  readonly value: Node;
  /** The key is written with `?`, or has no `:` (`{a, b: 1}`): nothing is edited beside it. */
  readonly isOdd?: true;
}

/** A mapping, its entries as written: duplicates and merge keys (`<<`) included. */
export interface MapNode extends Span {
  readonly type: "map";
  readonly style: CollectionStyle;
  /** 0-based column of the keys, in bytes; of no use in flow style. */
  readonly column: number;
  readonly entries: readonly Entry[];
}

/** One item of a sequence; `dash` is the offset of its `-`, in flow style that of the item. */
export interface Item {
  readonly dash: number;
  readonly value: Node;
}

/** A sequence. */
export interface SequenceNode extends Span {
  readonly type: "sequence";
  readonly style: CollectionStyle;
  /** 0-based column of the dashes, in bytes; of no use in flow style. */
  readonly column: number;
  readonly items: readonly Item[];
}

/** A scalar that is not null; `content` is what it holds after unquoting and folding, decoded. */
export interface ScalarNode extends Span {
  readonly type: "scalar";
  readonly style: "plain" | "single" | "double" | "block";
  readonly content: string;
}

/** A null: `~`, `null`, or nothing at all (then `start` equals `end`, right behind the `:` or `-`). */
export interface NullNode extends Span {
  readonly type: "null";
}

/** An alias (`*name`) and the node that it stands for. */
export interface AliasNode extends Span {
  readonly type: "alias";
  readonly name: string;
  readonly target: Node;
}

/** A node of the outline. */
export type Node = MapNode | SequenceNode | ScalarNode | NullNode | AliasNode;

/** The outline of one document. */
export interface Outline {
  readonly root: Node;
  /** The nodes that an alias or merge key of the document stands for. */
  readonly aliased: ReadonlySet<Node>;
}

/** Why a document could not be read: `offset` is where, in the source. */
export interface SyntaxFault {
  readonly offset: number;
  readonly message: string;
  /** What to do about a document that is valid, and more than this program reads. */
  readonly remedy?: string;
}
