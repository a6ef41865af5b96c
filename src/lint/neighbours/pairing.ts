import type { Kustomizations } from "../../manifest/kustomizations.ts";
import { groupBy } from "../../text/group-by.ts";
import { remembered } from "../remembered.ts";
import type { Party } from "./party.ts";
import { EVERYWHERE, type Ring, ringsAround, type Scope } from "./rings.ts";

/** What an object is paired with. */
export interface Bond<To> {
  readonly to: Party<To>;
  /** Whether nothing else can be meant. */
  readonly isCertain: boolean;
  /** Where both are. */
  readonly within: Ring["kind"];
}

/** What belongs to what: for an object that asks, the objects that offer what it asks for. */
export interface Pairing<From, To> {
  /** Returns the nearest that fit; several where they are equally near. */
  nearest(from: Party<From>): readonly Bond<To>[];
  /** Returns all others that fit, unless another definition of the same asking object is nearer to them. */
  farther(from: Party<From>): readonly Party<To>[];
  /** Returns what fits, from ring to ring more, ending with all of the input. */
  circles(from: Party<From>): Iterable<readonly Party<To>[]>;
}

/** Pairs objects by their keys, each with the nearest. The work grows with the objects, not with the pairs of them. */
export function pairUp<From, To>(
  asking: readonly Party<From>[],
  inAnyOrder: readonly Party<To>[],
  kustomizations: Kustomizations,
): Pairing<From, To> {
  const offering = byFile(inAnyOrder);
  const rings = ringsOfFiles(kustomizations);
  const twins = countTwins(asking, rings);
  const copies = countTwins(offering, rings);
  const find = finder(offering, rings);
  /** Returns the scopes of the nearest ring in which an object of the identity is defined: who is in none of them is farther. */
  const claimsOn = ({ file }: Party<To>, identity: string): readonly Scope[] =>
    rings(file).find(({ scopes }) => scopes.some(({ id }) => twins(id, identity) > 0))?.scopes ??
    EVERYWHERE_ALONE;
  const isOurs = (from: Party<From>, to: Party<To>): boolean => {
    const around = scopeIds(rings(from.file));
    return claimsOn(to, from.identity).some(({ id }) => around.has(id));
  };
  const everywhere = (from: Party<From>) => find(from, { id: EVERYWHERE });
  // Once for all definitions of an object: of many clusters each has one.
  const known = new Map<string, ReadonlyMap<string, readonly Party<To>[]>>();
  const claimedWith = (from: Party<From>) => {
    const id = [from.identity, ...from.keys(undefined)].join("\0");
    const claimed = known.get(id) ?? claimedIn(everywhere(from), from.identity);
    known.set(id, claimed);
    return claimed;
  };
  const claimedIn = (offers: readonly Party<To>[], identity: string) => {
    const pairs = offers.flatMap((to) => claimsOn(to, identity).map(({ id }) => ({ id, to })));
    return valuesBy(
      pairs,
      ({ id }) => id,
      ({ to }) => to,
    );
  };
  const nearest = remembered((from: Party<From>): readonly Bond<To>[] => {
    for (const { kind, scopes } of rings(from.file)) {
      const found = unique(scopes.flatMap((scope) => find(from, scope)));
      const ours = found.filter((to) => isOurs(from, to));
      if (ours.length === 0) continue;
      // Several definitions of one object, and as many candidates, all equally far: of which cluster is which?
      const areTwins = scopes.some(({ id }) => twins(id, from.identity) > 1);
      if (kind === "above" && areTwins && ours.length > 1) return [];
      const isAlone = (to: Party<To>) =>
        kind === "build" ||
        (kind === "above"
          ? twins(EVERYWHERE, from.identity) <= 1 && everywhere(from).length === 1
          : scopes.every(
              ({ id }) => twins(id, from.identity) <= 1 && copies(id, to.identity) <= 1,
            ));
      return ours.map((to) => ({ to, isCertain: isAlone(to), within: kind }));
    }
    return [];
  });
  return {
    nearest,
    farther: remembered((from: Party<From>) => {
      const near = new Set(nearest(from).map(({ to }) => to));
      const claimed = claimedWith(from);
      const ours = [...scopeIds(rings(from.file))].flatMap((id) => claimed.get(id) ?? []);
      return unique(ours).filter((to) => !near.has(to));
    }),
    *circles(from) {
      for (const { scopes } of rings(from.file)) {
        yield unique(scopes.flatMap((scope) => find(from, scope)));
      }
    },
  };
}

const EVERYWHERE_ALONE: readonly Scope[] = [{ id: EVERYWHERE }];

type RingsOfFile = (file: string) => readonly Ring[];

function ringsOfFiles(kustomizations: Kustomizations): RingsOfFile {
  const known = new Map<string, readonly Ring[]>();
  return (file) => {
    const rings = known.get(file) ?? ringsAround(file, kustomizations);
    known.set(file, rings);
    return rings;
  };
}

const scopeIds = remembered(
  (rings: readonly Ring[]): ReadonlySet<string> =>
    new Set(rings.flatMap(({ scopes }) => scopes.map(({ id }) => id))),
);

/** Returns how many objects of an identity a scope has. */
function countTwins(
  parties: readonly Party<unknown>[],
  rings: RingsOfFile,
): (scope: string, identity: string) => number {
  const counts = new Map<string, number>();
  for (const { file, identity } of parties) {
    for (const id of scopeIds(rings(file))) {
      const key = `${id}\0${identity}`;
      counts.set(key, (counts.get(key) ?? 0) + 1);
    }
  }
  return (scope, identity) => counts.get(`${scope}\0${identity}`) ?? 0;
}

type Find<From, To> = (from: Party<From>, scope: Scope) => readonly Party<To>[];

/** Returns how to find what offers all that a party asks for, in a scope. A scope is looked through when it is first asked about. */
function finder<To>(offering: readonly Party<To>[], rings: RingsOfFile): Find<unknown, To> {
  const members = groupBy(
    offering.flatMap((party) =>
      rings(party.file).flatMap(({ scopes }) => scopes.map((scope) => ({ scope, party }))),
    ),
    ({ scope }) => scope.id,
  );
  const known = new Map<string, Offers<To>>();
  const offersIn = (scope: string): Offers<To> => {
    const offers = known.get(scope) ?? offersOf(members.get(scope) ?? []);
    known.set(scope, offers);
    return offers;
  };
  return (from, scope) => {
    const wanted = from.keys(scope.supplied);
    const [first, ...rest] = wanted;
    if (first === undefined) return [];
    const { byKey, keysOf } = offersIn(scope.id);
    const countOf = (key: string) => byKey.get(key)?.length ?? 0;
    // All Services of a shop ask for `part: shop`: what few offer leaves few to look at.
    const rarest = rest.reduce((best, key) => (countOf(key) < countOf(best) ? key : best), first);
    return (byKey.get(rarest) ?? []).filter((party) => {
      const offered = keysOf.get(party);
      const fits = wanted.every((key) => offered?.has(key));
      return fits && (scope.supplied !== undefined || mayMeet(rings(from.file), rings(party.file)));
    });
  };
}

/** What kustomizations put into different namespaces meets nowhere, although it is written alike. */
function mayMeet(one: readonly Ring[], other: readonly Ring[]): boolean {
  const [here, there] = [namespacesGiven(one), namespacesGiven(other)];
  return here.size === 0 || there.size === 0 || [...here].some((name) => there.has(name));
}

const namespacesGiven = remembered(
  (rings: readonly Ring[]): ReadonlySet<string> =>
    new Set(
      rings.flatMap(({ scopes }) => scopes.flatMap(({ supplied }) => supplied?.namespace ?? [])),
    ),
);

interface Offers<To> {
  readonly byKey: ReadonlyMap<string, readonly Party<To>[]>;
  readonly keysOf: ReadonlyMap<Party<To>, ReadonlySet<string>>;
}

function offersOf<To>(
  members: readonly { readonly scope: Scope; readonly party: Party<To> }[],
): Offers<To> {
  const keysOf = new Map(
    members.map(({ scope, party }) => [party, new Set(party.keys(scope.supplied))] as const),
  );
  const pairs = [...keysOf].flatMap(([party, keys]) => [...keys].map((key) => ({ key, party })));
  return {
    byKey: valuesBy(
      pairs,
      ({ key }) => key,
      ({ party }) => party,
    ),
    keysOf,
  };
}

function valuesBy<Pair, T>(
  pairs: readonly Pair[],
  keyOf: (pair: Pair) => string,
  partOf: (pair: Pair) => T,
): ReadonlyMap<string, readonly T[]> {
  return new Map([...groupBy(pairs, keyOf)].map(([key, group]) => [key, group.map(partOf)]));
}

/** Returns the parties in an order that does not depend on that of the arguments. */
export function byFile<T>(parties: readonly Party<T>[]): readonly Party<T>[] {
  return [...parties].sort((a, b) => (a.file === b.file ? 0 : a.file < b.file ? -1 : 1));
}

function unique<T>(items: readonly T[]): readonly T[] {
  return [...new Set(items)];
}
