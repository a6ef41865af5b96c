/** Marks up a piece of a report; without colour it returns the text as it is. */
export type Paint = (text: string) => string;

/** How the parts of a report and of a diff look. */
export interface Style {
  readonly error: Paint;
  readonly warning: Paint;
  readonly info: Paint;
  readonly success: Paint;
  readonly strong: Paint;
  readonly faint: Paint;
}

const plain: Paint = (text) => text;

/** The style of files, pipes and `--color never`. */
export const PLAIN_STYLE: Style = {
  error: plain,
  warning: plain,
  info: plain,
  success: plain,
  strong: plain,
  faint: plain,
};
