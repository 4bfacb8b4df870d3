import { Link } from 'wouter';
import { Page } from '../kit/page.tsx';
import { paths } from './routes.ts';
import { errors as texts } from './texts.ts';

export function NotFoundPage() {
  return (
    <Page title={texts.notFound} lead={<p>{texts.notFoundText}</p>}>
      <Link className="button button--main" href={paths.forYou}>
        {texts.home}
      </Link>
    </Page>
  );
}
