import { describeMutants } from './support/describe-mutants';
import { devPlan } from './support/policies';

describeMutants(devPlan(), 1, 2);
