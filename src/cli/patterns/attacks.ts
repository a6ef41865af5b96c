// Texts for which a regular expression takes long, if it does so for any: what it repeats, again and again, and then what it
// does not match. Whether it takes long is for others to measure.

import { type AST, RegExpParser, visitRegExpAST } from "@eslint-community/regexpp";

/** A text that can be made as long as one likes: the start, the middle many times, the end. */
export interface Attack {
  readonly start: string;
  readonly middle: string;
  readonly end: string;
}

/** Returns the text of an attack of about a length. */
export function textOfAttack({ start, middle, end }: Attack, length: number): string {
  return start + middle.repeat(Math.ceil(length / middle.length)) + end;
}

/** Returns the attacks on a regular expression, none twice. */
export function attacksOn(pattern: RegExp): readonly Attack[] {
  const tree = new RegExpParser().parseLiteral(String(pattern));
  const alphabet = alphabetOf(tree);
  const sampler: Sampler = { alphabet, flags: pattern.flags.replace(/[gyd]/g, "") };
  const loops: AST.Quantifier[] = [];
  visitRegExpAST(tree, {
    onQuantifierEnter(quantifier) {
      if (quantifier.max === Number.POSITIVE_INFINITY) loops.push(quantifier);
    },
  });
  const attacks = new Map<string, Attack>();
  for (const attack of loops.flatMap((loop) => attacksOnLoop(loop, sampler))) {
    if (attack.middle !== "") attacks.set(JSON.stringify(attack), attack);
  }
  return [...attacks.values()];
}

interface Sampler {
  /** Characters that are told apart by the expression, and some that it does not know. */
  readonly alphabet: readonly string[];
  readonly flags: string;
}

const USUAL = [..."a0 _-/\n\r\t\0\u00e9"];

function alphabetOf(tree: AST.RegExpLiteral): readonly string[] {
  const found = new Set<string>();
  visitRegExpAST(tree, {
    onCharacterEnter({ value }) {
      found.add(String.fromCodePoint(value));
    },
  });
  return [...new Set([...USUAL, ...found])];
}

function attacksOnLoop(loop: AST.Quantifier, sampler: Sampler): readonly Attack[] {
  const start = sampleBefore(loop, sampler);
  const turns = samplesOf(loop.element, sampler);
  const ends = ["", ...endsAfter(loop, sampler)];
  const middles = [
    ...turns,
    // Two ways through the loop in turn, and what leads to it with it: without an anchor a match may begin anywhere.
    ...turns.slice(0, 4).flatMap((one, index) => turns.slice(index + 1, 4).map((two) => one + two)),
    ...turns.slice(0, 4).map((turn) => start + turn),
    start,
  ];
  const others = endsAfter(loop, sampler).slice(0, 1);
  return middles.flatMap((middle) =>
    // What the loop does not begin with keeps another way through the expression from being taken at once.
    [start, ...others.map((other) => other + start)].flatMap((first) =>
      ends.map((end) => ({ start: first, middle, end })),
    ),
  );
}

/** Characters that the loop does not begin with. */
function endsAfter({ element }: AST.Quantifier, { alphabet, flags }: Sampler): readonly string[] {
  // Alone, it may refer to a group that is not there.
  if (/\\[1-9k]/.test(element.raw)) return alphabet.slice(0, 3);
  const goesOn = new RegExp(`^(?:${element.raw})`, flags);
  return alphabet.filter((character) => !goesOn.test(character)).slice(0, 3);
}

/** Returns a text that leads to a part of an expression. */
function sampleBefore(part: AST.Quantifier, sampler: Sampler): string {
  let text = "";
  for (let node: AST.Node | null = part; node !== null; node = node.parent) {
    const { parent }: AST.Node = node;
    if (parent?.type !== "Alternative") continue;
    const before = parent.elements.slice(0, parent.elements.indexOf(node as AST.Element));
    text = before.map((element) => samplesOf(element, sampler)[0] ?? "").join("") + text;
  }
  return text;
}

const MAX_SAMPLES = 12;
/** Of a loop that has to be gone through a number of times. */
const MAX_TURNS = 64;

/** Returns texts that a part of an expression matches, different ones first. */
function samplesOf(node: AST.Element, sampler: Sampler): readonly string[] {
  switch (node.type) {
    case "Character":
      return [String.fromCodePoint(node.value)];
    case "CharacterClass":
    case "CharacterSet":
      return charactersOf(node, sampler);
    case "Group":
    case "CapturingGroup": {
      const ways = node.alternatives.map(({ elements }) =>
        joined(elements.map((element) => samplesOf(element, sampler))),
      );
      return inTurn(ways);
    }
    case "Quantifier": {
      const texts = samplesOf(node.element, sampler);
      const whole = texts.map((text) => text.repeat(Math.max(1, Math.min(node.min, MAX_TURNS))));
      return node.min === 0 ? inTurn([whole, [""]]) : whole;
    }
    default:
      return [""]; // Assertions take nothing, and what a group has matched is empty at first.
  }
}

function charactersOf(
  { raw }: AST.CharacterClass | AST.CharacterSet,
  { alphabet, flags }: Sampler,
): readonly string[] {
  const one = new RegExp(`^${raw}$`, flags);
  return alphabet.filter((character) => one.test(character)).slice(0, MAX_SAMPLES);
}

/** Returns the texts of each part one behind the other: the first ones of all, then those in which one differs. */
function joined(parts: readonly (readonly string[])[]): readonly string[] {
  const first = parts.map(([text = ""]) => text);
  const others = parts.flatMap((texts, index) =>
    texts.slice(1).map((text) => first.with(index, text).join("")),
  );
  return [...new Set([first.join(""), ...others])].slice(0, MAX_SAMPLES);
}

/** Returns the texts of all lists, first the first ones. */
function inTurn(lists: readonly (readonly string[])[]): readonly string[] {
  const longest = Math.max(0, ...lists.map(({ length }) => length));
  const turns = Array.from({ length: longest }, (_, index) =>
    lists.flatMap((list) => list.slice(index, index + 1)),
  );
  return [...new Set(turns.flat())].slice(0, MAX_SAMPLES);
}
