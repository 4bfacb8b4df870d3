import { Link } from 'wouter';
import { paths } from '../app/routes.ts';
import { inExperiment as texts } from '../movie/recommender-texts.ts';
import './experiment-note.css';

/** Above a list that is dealt from two recommenders in turn, in place of what orders it else. */
export function ExperimentNote() {
  return (
    <p className="experiment-note">
      <span>{texts.note}</span> <Link href={paths.experiment}>{texts.results}</Link>
    </p>
  );
}
