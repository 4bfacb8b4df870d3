import { version } from '../../../package.json';
import type { ExploringResult, ExploringSettings } from '../../protocol/exploring-messages.ts';

const COLUMNS = ['policy', 'step', 'liked', 'rmse', 'users', 'steps', 'seed', 'dataset', 'app'];

/** One line for each policy and number of answers. Each line repeats the settings, as in the Lab's other tables. */
export function exploringCsv({ policies, users, settings, data }: ExploringResult): string {
  const about = [users, settings.steps, settings.seed, data.id, version];
  const lines = policies.flatMap(({ policy, reward, error }) =>
    reward.map((liked, step) => [policy, step, liked, error[step], ...about].join(',')),
  );
  return `${[COLUMNS.join(','), ...lines].join('\r\n')}\r\n`;
}

/** For example "matinee-exploring-50-20-seed1.csv". */
export function exploringFileName({ users, steps, seed }: ExploringSettings): string {
  return `matinee-exploring-${users}-${steps}-seed${seed}.csv`;
}
