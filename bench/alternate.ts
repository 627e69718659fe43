/** What each contestant did, a sample a round. */
export interface Contest<Name extends string, Sample> {
  /** A contestant's samples. Throws what made it drop out. */
  readonly of: (name: Name) => Sample[];
}

/**
 * Lets the contestants take turns: in each round each does its part once, and each round another one begins. One that
 * fails drops out; the others go on.
 *
 * @param rehearsal whether to do a first round that counts for nothing, so that no contestant pays for what is cold only once
 */
export async function alternate<Name extends string, Sample>(
  rounds: number,
  contestants: Readonly<Record<Name, () => Promise<Sample>>>,
  { rehearsal = false }: { readonly rehearsal?: boolean } = {},
): Promise<Contest<Name, Sample>> {
  const names = Object.keys(contestants) as Name[];
  const samples = new Map<Name, Sample[]>(names.map((name) => [name, []]));
  const failures = new Map<Name, unknown>();
  for (let round = rehearsal ? -1 : 0; round < rounds; round += 1) {
    const first = Math.max(0, round) % names.length;
    for (const name of [...names.slice(first), ...names.slice(0, first)]) {
      if (failures.has(name)) continue;
      try {
        const sample = await contestants[name]();
        if (round >= 0) samples.get(name)?.push(sample);
      } catch (error) {
        failures.set(name, error);
      }
    }
  }
  return {
    of: (name) => {
      if (failures.has(name)) throw failures.get(name);
      return samples.get(name) ?? [];
    },
  };
}
