/** How the API server stores an object of one type: what it fills in, and what it does not tell apart. */
export interface ApiType {
  /**
   * Fields that Go holds by value: their zero (`""`, `0`, `false`, an object with nothing in it) is the same as no field.
   * Those that Go holds by pointer are not in here: `privileged: false` is stored.
   */
  readonly zeros?: readonly string[];
  /** What a field is when it is not there, in canonical form. */
  readonly defaults?: Readonly<Record<string, string | number | boolean>>;
  /** Amounts of a resource that are stored as exactly as they are written. */
  readonly quantities?: readonly string[];
  /** Types of the objects in fields, or of the items of lists in fields. */
  readonly fields?: Readonly<Record<string, string>>;
}
