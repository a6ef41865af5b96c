/** Returns the milliseconds that this process has computed: on a busy machine a test takes longer, and computes as long. */
export function cpuTime(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}
