/** A command ends early with this message on standard error and this exit code. */
export class CommandFailure extends Error {
  override name = "CommandFailure";
  readonly exitCode: number;

  /** `message`: complete lines, or "" when everything has been said. */
  constructor(message: string, exitCode: number) {
    super(message);
    this.exitCode = exitCode;
  }
}

/** The command line makes no sense: exit code 2, as Python's. */
export function usageFailure(message: string, verb: string | null = null): CommandFailure {
  const see = verb === null ? "vivarium --help" : `vivarium ${verb} --help`;
  return new CommandFailure(`vivarium: ${message}\nTry \`${see}' for more information.\n`, 2);
}
