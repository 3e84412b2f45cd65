/** The `vivarium` command. Resolves when the run is over; the exit code is in `process.exitCode`. */
export async function main(argv: readonly string[]): Promise<void> {
  process.stdout.write(`vivarium ${argv.join(" ")}\n`);
}
