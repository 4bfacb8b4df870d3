import { readableFormats } from '../app/texts.ts';
import { ImportButton } from '../import/import-button.tsx';
import { downloadCsv } from '../kit/files.tsx';
import { Page } from '../kit/page.tsx';
import { useSelect, useStore } from '../state/store.ts';
import { useQuery } from '../state/use-query.ts';
import { DatasetOverview } from './dataset-overview.tsx';
import { DeleteEverything } from './delete-everything.tsx';
import { ImportReportPanel } from './import-report-panel.tsx';
import { ratingsCsv } from './ratings-csv.ts';
import { SourcesPanel } from './sources-panel.tsx';
import { StoredDatasets } from './stored-datasets.tsx';
import { TakeElsewhere } from './take-elsewhere.tsx';
import { take, privacy as texts } from './texts.ts';
import './data-page.css';

/** The page that shows the loaded data and the stored data, and lets the person download or delete it. */
export default function DataPage() {
  const dataset = useSelect((state) => state.app.dataset);
  return (
    <Page title={texts.title} lead={<p>{texts.lead}</p>} className="data-page">
      <Yours />
      <ImportAndExport />
      <TakeElsewhere />
      <ImportReportPanel dataset={dataset} />
      <StoredDatasets />
      <DatasetOverview />
      <SourcesPanel
        imported={dataset?.imported === true}
        isOfMovies={dataset === null || dataset.subject === 'films'}
      />
    </Page>
  );
}

function Yours() {
  const person = useSelect((state) => state.person);
  const isPersistent = useSelect((state) => state.app.isPersistent);
  const failed = useSelect((state) => state.app.failedToOpen);
  const isDurable = useSelect((state) => state.app.isDurable);
  const guests = useQuery({ type: 'guests' }).answer?.guests.filter(({ isStored }) => isStored) ?? [];
  const ratings = person.ratings.length + person.absent.ratings.length;
  return (
    <section>
      <h2>{texts.yours}</h2>
      {failed !== null ? (
        <p>{texts.notRead(failed.message)}</p>
      ) : (
        <p>{isPersistent ? texts.storedText(ratings, person.genres.length) : texts.notPersistentText}</p>
      )}
      {guests.length > 0 && <p>{texts.guests(guests.map(({ name }) => name))}</p>}
      {isPersistent && <p className="muted">{isDurable === true ? texts.durable : texts.mayGo}</p>}
      <div className="data-page__acts">
        <DeleteEverything />
      </div>
    </section>
  );
}

function ImportAndExport() {
  const store = useStore();
  const person = useSelect((state) => state.person);
  const ratings = person.ratings.length + person.absent.ratings.length;
  return (
    <section>
      <h2>{take.title}</h2>
      <p>{take.text}</p>
      <p className="muted data-page__readable">{readableFormats}</p>
      <div className="data-page__acts">
        <ImportButton />
        <button type="button" className="button" onClick={() => store.send({ type: 'backUp' })}>
          {take.backUp}
        </button>
        <button
          type="button"
          className="button"
          disabled={ratings === 0}
          onClick={() => downloadCsv('matinee-ratings.csv', ratingsCsv(person))}
        >
          {texts.download}
        </button>
      </div>
    </section>
  );
}
