import { Waterfall } from '../../src/ui/chart/waterfall.tsx';
import { FactList } from '../../src/ui/kit/fact-list.tsx';
import { StatisticsTable } from '../../src/ui/kit/statistics-table.tsx';
import { TableDisclosure } from '../../src/ui/kit/table-disclosure.tsx';
import { Opened, Specimen } from './specimen.tsx';

const ROWS = 60;
const COUNTS = Int32Array.from({ length: ROWS }, (_, n) => 300 - 5 * n);
const MEANS = Float64Array.from({ length: ROWS }, (_, n) => 2.5 + (n % 7) / 4);
const twoDigits = (value: number) => value.toFixed(2);

export function Figures() {
  return (
    <>
      <Specimen name="FactList: known, not known yet">
        <section>
          <FactList
            facts={[
              { key: 'ratings', label: 'Ratings', value: '100,836' },
              { key: 'people', label: 'People', value: '610' },
              { key: 'films', label: <abbr title="Distinct titles">Films</abbr>, value: undefined },
            ]}
          />
        </section>
      </Specimen>
      <Specimen name="TableDisclosure, open">
        <Opened>
          <TableDisclosure title="As a table">
            <thead>
              <tr>
                <th scope="col">Year</th>
                <th scope="col">Ratings</th>
              </tr>
            </thead>
            <tbody>
              <tr>
                <th scope="row">1999</th>
                <td>50</td>
              </tr>
            </tbody>
          </TableDisclosure>
        </Opened>
      </Specimen>
      <Specimen name="StatisticsTable">
        <StatisticsTable
          title="Every film"
          rowHeading="Film"
          counts={COUNTS}
          columns={[
            { name: 'Ratings', hint: 'Number of ratings', values: COUNTS, format: String },
            { name: 'Mean', hint: 'Mean stars', values: MEANS, format: twoDigits },
          ]}
          nameOf={(row) => `Film number ${row + 1}`}
        />
      </Specimen>
      <Waterfalls />
    </>
  );
}

function Waterfalls() {
  return (
    <>
      <Specimen name="Waterfall">
        <Waterfall
          caption="Score"
          columns={['Film', 'Points']}
          lines={[
            {
              key: 1,
              label: 'Your 5 stars for Heat',
              value: 0.42,
              hint: 'Rated similarly by the same people',
            },
            { key: 2, label: 'Your 1 star for Batman & Robin', value: -0.17 },
            { key: 3, label: 'A title that is so long that it needs a second line on a phone', value: 0.08 },
          ]}
          total={{ label: 'Together', value: '0.33' }}
        />
      </Specimen>
      <Specimen name="Waterfall: three digits, a start value, a line with more below">
        <Waterfall
          caption="Predicted stars"
          columns={['Part', 'Stars']}
          isExact
          lines={[
            { key: 'base', label: 'Everyone', value: 3.502, isStart: true },
            { key: 'film', label: 'This film', value: 0.251, below: <p className="muted">More about it.</p> },
            { key: 'you', label: 'You', value: -0.093 },
          ]}
          total={{ label: 'Predicted', value: '3.660' }}
        />
      </Specimen>
    </>
  );
}
