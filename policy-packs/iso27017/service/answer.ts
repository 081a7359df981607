import type { ReportViolation, ResourceValidationArgs, StackValidationArgs } from '@pulumi/policy';
import {
  type AnalyzeDiagnostic,
  AnalyzeResponse,
  type PolicyNotApplicable,
} from '@pulumi/pulumi/proto/analyzer_pb';
import type { Speaker } from './speaker';

/** A policy said that it has nothing to do with the subject. */
class NotApplicable extends Error {
  constructor(readonly reason: string) {
    super(reason);
  }
}

function notApplicable(reason?: string): never {
  throw new NotApplicable(reason ?? 'Policy does not apply');
}

/** What is the same for every policy that is asked. */
export type Subject = Partial<ResourceValidationArgs & StackValidationArgs>;

/** Puts together what policies say of one resource, or of the stack. */
export class Answer {
  readonly #diagnostics: AnalyzeDiagnostic[] = [];
  readonly #notApplicable: PolicyNotApplicable[] = [];

  /** Asks one policy; an error that it throws is told with its name, as the SDK tells it. */
  ask<Args>(
    speaker: Speaker,
    subject: Subject,
    validate: (args: Args, report: ReportViolation) => unknown,
  ): void {
    const report = (line: string, urn?: string) => void this.#diagnostics.push(speaker.reports(line, urn));
    const args = { ...subject, getConfig: () => speaker.config, notApplicable };
    try {
      validate(args as Args, report as ReportViolation);
    } catch (error) {
      if (error instanceof NotApplicable) this.decline(speaker, error.reason);
      else throw failure(speaker, error);
    }
  }

  decline(speaker: Speaker, reason: string): void {
    this.#notApplicable.push(speaker.declines(reason));
  }

  /** An AnalyzeResponse in protobuf's wire format; two of them, one after the other, are one with all of both. */
  get bytes(): Uint8Array {
    const response = new AnalyzeResponse();
    response.setDiagnosticsList(this.#diagnostics);
    response.setNotApplicableList(this.#notApplicable);
    return response.serializeBinary();
  }
}

function failure(speaker: Speaker, error: unknown): Error {
  const words = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return new Error(`Error validating resource with ${speaker.title}:\n${words}`);
}
