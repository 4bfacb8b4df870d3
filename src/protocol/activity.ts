/** The person scrolls, presses or types: background training pauses for a moment. */
export interface Activity {
  readonly type: 'activity';
}
