/** An error answer of AWS. Each service writes it in its own protocol. */
export class AwsError extends Error {
  /** The HTTP status of a REST answer. */
  readonly status: number;
  /** The exception's name, such as `ValidationException`. */
  readonly type: string;

  constructor(status: number, type: string, message: string) {
    super(message);
    this.name = type;
    this.status = status;
    this.type = type;
  }
}

/** The error for input that breaks a constraint. */
export function validationError(message: string): AwsError {
  return new AwsError(400, 'ValidationException', message);
}
