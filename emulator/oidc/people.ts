/** A person who can sign in to the demo. */
export interface Person {
  /** The issuer's `sub`. */
  readonly sub: string;
  readonly email: string;
  /** What the login page says about them. */
  readonly note: string;
  /** Whether the demo's identity pools have a role for them. */
  readonly mayReadMacie: boolean;
}

/** The demo's people. */
export const PEOPLE: readonly Person[] = [
  { sub: 'demo-ada', email: 'ada@example.com', note: 'may read Macie', mayReadMacie: true },
  { sub: 'demo-eve', email: 'eve@example.com', note: 'may sign in, but not read Macie', mayReadMacie: false },
];

/** The password of every person. The login page shows it: the demo has nothing to protect. */
export const PASSWORD = 'macie';
