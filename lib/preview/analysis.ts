import { collectSecrets, hideTexts, type WireObject } from '../wire/values';
import { ownLine } from './own-line';
import type { Pack, PackAnswer, PackDiagnostic } from './pack';
import { stackFrame } from './pack-messages';
import type { RegisteredResource, StackState } from './state';

/** A change that a policy made to a resource before it was registered. */
export interface Remediation {
  readonly pack: string;
  readonly policy: string;
  readonly urn: string;
}

/** What one policy said over the whole preview. */
export interface PolicyTally {
  readonly pack: string;
  readonly policy: string;
  readonly kind: 'resource' | 'stack';
  compliant: number;
  notApplicable: number;
  reported: number;
}

/** Everything that the packs said. */
export interface AnalysisResult {
  readonly diagnostics: readonly { readonly pack: Pack; readonly diagnostic: PackDiagnostic }[];
  readonly tallies: readonly PolicyTally[];
  readonly remediations: readonly Remediation[];
  /** Words of remediations that could not run, because something is not known yet. */
  readonly notes: readonly string[];
}

/**
 * Shows every resource to every pack while the program is still running, and the whole stack when it has ended.
 * The program does not wait for the answers, unless a policy may change what it registers.
 */
export class Analysis {
  readonly #packs: Promise<readonly Pack[]>;
  readonly #state: StackState;
  readonly #pending: Promise<void>[] = [];
  readonly #diagnostics: { pack: Pack; diagnostic: PackDiagnostic }[] = [];
  readonly #tallies = new Map<string, PolicyTally>();
  readonly #remediations: Remediation[] = [];
  readonly #notes: string[] = [];

  constructor(packs: Promise<readonly Pack[]>, state: StackState) {
    this.#packs = packs;
    this.#state = state;
  }

  /** The inputs of the resource after every remediation, each pack seeing what the one before it has changed. */
  async remediate(resource: RegisteredResource): Promise<WireObject> {
    const secretTexts = new Set<string>();
    collectSecrets(resource.inputs, (text) => text !== '' && secretTexts.add(text));
    for (const pack of await this.#packs) {
      if (!pack.remediates) continue;
      const { inputs, by, diagnostics } = await pack.remediate(resource, this.#state);
      resource.inputs = by.length === 0 ? inputs : hideTexts(inputs, secretTexts);
      for (const policy of by) this.#remediations.push({ pack: pack.name, policy, urn: resource.urn });
      this.#notes.push(...diagnostics);
    }
    return resource.inputs;
  }

  /** Begins to judge a resource; `resourcesJudged` waits for the answer. */
  judge(resource: RegisteredResource): void {
    const work = this.#packs.then(async (packs) => {
      await Promise.all(
        packs.map(async (pack) => {
          this.#count(pack, 'resource', resource.urn, await pack.analyze(resource, this.#state));
        }),
      );
      if (packs.length > 0) stackFrame(resource, this.#state);
    });
    // A failure is thrown by `resourcesJudged`; until then nobody looks at it.
    work.catch(() => {});
    this.#pending.push(work);
  }

  /** Waits for the answers about every resource. Throws a PackFailure when a pack broke. */
  async resourcesJudged(): Promise<void> {
    await Promise.all(this.#pending);
  }

  /** Judges the stack as a whole, after every resource. Throws a PackFailure when a pack broke. */
  async judgeStack(): Promise<AnalysisResult> {
    for (const pack of await this.#packs) {
      this.#count(pack, 'stack', this.#state.rootUrn, await pack.analyzeStack(this.#state));
    }
    return {
      diagnostics: this.#diagnostics,
      tallies: [...this.#tallies.values()],
      remediations: this.#remediations,
      notes: this.#notes,
    };
  }

  #count(pack: Pack, kind: 'resource' | 'stack', urn: string, answer: PackAnswer): void {
    const reported = new Set<string>();
    for (const diagnostic of answer.diagnostics) {
      reported.add(diagnostic.policy);
      // What could not be decided, or is excused, is reported by another policy than the one that looked.
      const line = ownLine(pack, diagnostic);
      if (line !== undefined) reported.add(line.policy);
      this.#diagnostics.push({
        pack,
        diagnostic: diagnostic.urn === '' ? { ...diagnostic, urn } : diagnostic,
      });
    }
    const notApplicable = new Set(answer.notApplicable);
    for (const policy of pack.policies) {
      if (policy.kind !== kind || pack.enforcement(policy.name) === 'disabled') continue;
      const tally = this.#tally(pack, policy.name, kind);
      if (reported.has(policy.name)) tally.reported += 1;
      else if (notApplicable.has(policy.name)) tally.notApplicable += 1;
      else tally.compliant += 1;
    }
  }

  #tally(pack: Pack, policy: string, kind: 'resource' | 'stack'): PolicyTally {
    const key = `${pack.name} ${policy}`;
    let tally = this.#tallies.get(key);
    if (tally === undefined) {
      tally = { pack: pack.name, policy, kind, compliant: 0, notApplicable: 0, reported: 0 };
      this.#tallies.set(key, tally);
    }
    return tally;
  }
}
