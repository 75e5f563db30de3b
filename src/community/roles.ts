/** The parts people play on a node. */
export const ROLES = ['analyst', 'clinician', 'reviewer', 'patient-representative', 'administrator'] as const;
export type Role = (typeof ROLES)[number];

/** Who is acting. The operator at the machine's own command line acts with every role, under their own name. */
export interface Actor {
  /** account id, or `operator` at the command line */
  readonly id: string;
  /** the name shown in the ledger */
  readonly name: string;
  readonly roles: readonly Role[];
  /** for clinicians: the practices whose patients they care for, as FHIR Organization ids; empty means none */
  readonly practices: readonly string[];
}

/** May this actor do what needs one of these roles? Deny by default: no roles listed means nobody. */
export function mayAct(actor: Actor, allowed: readonly Role[]): boolean {
  return allowed.some((role) => actor.roles.includes(role));
}
