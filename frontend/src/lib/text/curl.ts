/** A line for a shell that sends `body` as JSON, as other programs have to: with its content type. */
export function putLine(url: string, body: object): string {
  return `curl -X PUT -H 'Content-Type: application/json' -d '${JSON.stringify(body)}' '${url}'`;
}
