/**
 * URNs of the resources that the rules keep as they were shown last, so that the message about the whole stack need not
 * bring their properties again.
 */
export const kept = new Set<string>();
