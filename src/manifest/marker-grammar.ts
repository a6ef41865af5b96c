// What an injection can write into a marker. Whatever else stands in one was written by somebody else.

const ITEM = String.raw`\[[^\]]+\]`;
const KEY = String.raw`(?:\.\w+|\[[^\]]+\])`;

/** The fields that a plan adds, as formatted keyed paths. */
const PLANNED_PATHS: readonly RegExp[] = [
  new RegExp(String.raw`^metadata\.labels${KEY}$`),
  // Of our own annotations a template brings in none but its files.
  new RegExp(String.raw`^metadata\.annotations(?!\[kube-sidecar\.dev/(?!file\.))${KEY}$`),
  new RegExp(String.raw`^spec\.containers${ITEM}$`),
  new RegExp(String.raw`^spec\.initContainers${ITEM}$`),
  new RegExp(String.raw`^spec\.containers${ITEM}\.env${ITEM}$`),
  new RegExp(String.raw`^spec\.containers${ITEM}\.volumeMounts${ITEM}$`),
  new RegExp(String.raw`^spec\.volumes${ITEM}$`),
  new RegExp(String.raw`^spec\.imagePullSecrets${ITEM}$`),
  new RegExp(String.raw`^spec\.hostAliases${ITEM}$`),
  /^spec\.serviceAccountName$/,
  /^spec\.shareProcessNamespace$/,
  /^spec\.securityContext\.(?!supplementalGroups$)\w+$/,
  new RegExp(String.raw`^spec\.securityContext\.supplementalGroups${ITEM}$`),
];

/** The mappings and lists that those fields are in, and that a plan makes or fills. */
const COLLECTION_PATHS: readonly RegExp[] = [
  /^metadata$/,
  /^metadata\.labels$/,
  /^metadata\.annotations$/,
  /^spec\.initContainers$/,
  new RegExp(String.raw`^spec\.containers${ITEM}\.env$`),
  new RegExp(String.raw`^spec\.containers${ITEM}\.volumeMounts$`),
  /^spec\.volumes$/,
  /^spec\.imagePullSecrets$/,
  /^spec\.hostAliases$/,
  /^spec\.securityContext$/,
  /^spec\.securityContext\.supplementalGroups$/,
];

/** Tells whether a plan can add a field at a formatted keyed path from the pod template on. */
export function plannedPath(path: string): boolean {
  return PLANNED_PATHS.some((pattern) => pattern.test(path));
}

/** Tells whether a plan can make or fill a mapping or list at a formatted keyed path. */
export function collectionPath(path: string): boolean {
  return COLLECTION_PATHS.some((pattern) => pattern.test(path));
}

// Line breaks for any reader and characters that YAML does not allow are in no comment that is read. A byte order mark may be
// in one: only at the start of a line do readers disagree about it.
const COMMENT = String.raw`(?<=[ \t\r\n])#(?:\t|[^\p{Cc}\p{Cs}\u2028\u2029\ufffe\uffff])*`;
const WITHIN = String.raw`(?:[ \t]|\r?\n|${COMMENT}(?=\r?\n))*`;
const EMPTY = new RegExp(
  String.raw`^[ \t]*(?:~|null|Null|NULL|\[${WITHIN}\]|\{${WITHIN}\})?$`,
  "u",
);

/** Tells whether a text can stand behind the `:` of a key for null, an empty list or an empty mapping, with comments in it. */
export function emptyText(text: string): boolean {
  return EMPTY.test(text);
}
