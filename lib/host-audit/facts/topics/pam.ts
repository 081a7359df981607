import { placedLines } from './lines';

/** Every line of every service of PAM that says anything. */
export const pamLines = placedLines;
