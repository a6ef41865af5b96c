/** What `format` of a schema may name: which numbers have it, and what a message calls them. */
export const FORMATS: {
  readonly port: {
    readonly type: "number";
    readonly noun: string;
    readonly validate: (value: number) => boolean;
  };
} = {
  port: {
    type: "number",
    noun: "a port number (1 to 65535)",
    validate: (value) => value >= 1 && value <= 65535,
  },
};
