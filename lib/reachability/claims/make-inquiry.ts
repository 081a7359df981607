import type { Baseline } from '../../baseline/baseline';
import type { ClaimKind } from '../../baseline/types.generated';
import { buildNetworkModel } from '../../network-model/build';
import type { NetworkModel } from '../../network-model/model';
import type { ServiceTags } from '../../network-model/service-tags';
import type { StackView } from '../../resources/stack-view';
import { type Arrivals, arrivals, type Start } from '../arrivals';
import { Admitted } from './admitted';
import type { Unknown } from './answer';
import type { Inquiry } from './inquiry';
import { Places } from './places';
import { touches } from './scope';

/** From what an inquiry is made. */
export interface InquirySource {
  readonly view: StackView;
  readonly baseline: Pick<Baseline, 'network' | 'tags'>;
  /** Ranges from which operators come, in CIDR form. */
  readonly operators: readonly string[];
  readonly serviceTags?: ServiceTags;
}

/** Builds the model of the resources and what the evaluators ask beside it; arrivals are computed once a start. */
export function inquiryOf({ view, baseline, operators, serviceTags }: InquirySource): Inquiry {
  const model = buildNetworkModel(view, {
    tagKeys: baseline.tags.keys,
    ...(serviceTags !== undefined && { serviceTags }),
  });
  const places = new Places(model, baseline.network);
  return {
    model,
    names: model.names,
    network: baseline.network,
    places,
    admitted: new Admitted(baseline.network, model.reader(), operators),
    arrivals: rememberingArrivals(model),
    unknowns: (kind) => unknownsOf(model, places, kind),
  };
}

function rememberingArrivals(model: NetworkModel): (from: Start) => Arrivals {
  const known = new Map<unknown, Arrivals>();
  return (from) => {
    const key = from.kind === 'subnet' ? from.subnet : from.kind === 'endpoint' ? from.endpoint : from.kind;
    const found = known.get(key) ?? arrivals(model, from);
    known.set(key, found);
    return found;
  };
}

function unknownsOf({ gaps }: NetworkModel, { conflicts }: Places, kind: ClaimKind): Unknown[] {
  return [...gaps.filter((gap) => touches(gap, kind)), ...conflicts].map(({ what, where }) => ({
    what,
    where,
  }));
}
