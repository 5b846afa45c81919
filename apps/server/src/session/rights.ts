import { roles, type Role, type Verb, verb as verbs } from '@lectern/protocol/verbs';

/** A role that somebody holds: in one event, or (event null) on the whole installation. */
export interface Grant {
  role: Role;
  event: string | null;
}

/** Every person may attend every event. */
const ATTENDEE: readonly Verb[] = roles.attendee;

const grantsVerb = (role: Role, verb: Verb) => roles[role].some((granted) => granted === verb);

/** Whether a person with these roles may `verb` in the event; event null asks for the whole installation. */
export function holdsVerb(grants: readonly Grant[], verb: Verb, event: string | null): boolean {
  if (event !== null && ATTENDEE.includes(verb)) return true;
  return grants.some(
    (grant) => (grant.event === null || grant.event === event) && grantsVerb(grant.role, verb),
  );
}

/** Everything that these roles allow in the event, or (event null) on the whole installation. */
export function verbsOf(grants: readonly Grant[], event: string | null): Verb[] {
  return verbs.options.filter((verb) => holdsVerb(grants, verb, event));
}
