/** Where in a plan something stands: the URN of the resource and the path of the property, empty for all of it. */
export interface Where {
  readonly urn: string;
  readonly path: string;
}

/**
 * What the model does not know (a gap) or what is wrong in the plan (a fault). `what` is a clause in plain words,
 * such as `the prefix is not known before deployment`. An answer that depends on a gap is open; a fault is taken as
 * the worst case, which means that an Allow counts and a Deny does not.
 */
export interface Remark {
  readonly where: Where;
  readonly what: string;
}
