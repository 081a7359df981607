/** What Resource Manager answers when it refuses: HTTP status, code and message, as in its error body. */
export class CloudError extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    /** How long a client is asked to wait before it tries again, in milliseconds. */
    readonly retryAfterMs?: number,
  ) {
    super(message);
  }
}

export function notFound(id: string): CloudError {
  return new CloudError(404, 'ResourceNotFound', `The resource '${id}' was not found.`);
}
