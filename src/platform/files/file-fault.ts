import { type Bilingual, both } from '../../kernel/bilingual.ts';

export type FileFaultCode =
  | 'FILE_TOO_LARGE'
  | 'FILE_EMPTY'
  | 'FILE_TYPE_UNKNOWN'
  | 'IMAGE_TYPE_UNSUPPORTED'
  | 'IMAGE_HEIC'
  | 'IMAGE_ANIMATED'
  | 'IMAGE_TOO_MANY_PIXELS'
  | 'IMAGE_BROKEN'
  | 'IMAGE_TOO_SLOW'
  | 'FILES_BUSY'
  | 'DOCUMENT_ACTIVE';

/** Why a file was not taken, and the sentence that says what to do instead. */
export interface FileFault {
  readonly code: FileFaultCode;
  readonly message: Bilingual;
}

const fault = (code: FileFaultCode, zh: string, en: string): FileFault => ({ code, message: both(zh, en) });

/** Rounded up, so that a file over the limit never reads as equal to it. */
export const fileTooLarge = (bytes: number, maxMb: number): FileFault => {
  const mb = Math.ceil(bytes / 1_000_000);
  return fault(
    'FILE_TOO_LARGE',
    `这个文件有 ${mb} MB，最多 ${maxMb} MB。请换一个小一点的；照片可以用手机截图后再传。`,
    `This file has ${mb} MB; the limit is ${maxMb} MB. Choose a smaller one, or upload a screenshot of the photo.`,
  );
};

export const FILE_EMPTY = fault(
  'FILE_EMPTY',
  '这个文件是空的，没有传上来。请重新选择一次。',
  'This file is empty. Choose it again.',
);

export const FILE_TYPE_UNKNOWN = fault(
  'FILE_TYPE_UNKNOWN',
  '这不是我们能打开的文件。请传 PDF，或 JPG、PNG 图片。',
  'We cannot open this kind of file. Upload a PDF, or a JPG or PNG picture.',
);

export const IMAGE_TYPE_UNSUPPORTED = fault(
  'IMAGE_TYPE_UNSUPPORTED',
  '这不是我们能打开的照片。请传 JPG、PNG 或 WebP；别的格式可以截图后再传。',
  'We cannot open this as a photo. Upload a JPG, PNG or WebP; for other formats, upload a screenshot.',
);

export const IMAGE_HEIC = fault(
  'IMAGE_HEIC',
  '这张照片是 HEIC 格式，我们打不开。请在手机上截图后再传；或在“设置 → 相机 → 格式”里选“兼容性最佳”后重拍。',
  'This photo is in HEIC format, which we cannot open. Upload a screenshot of it, or set the camera to “Most compatible” and take it again.',
);

export const IMAGE_ANIMATED = fault(
  'IMAGE_ANIMATED',
  '这是一张动图。请截取其中一张画面后再传。',
  'This picture is animated. Upload a screenshot of one frame.',
);

export const imageTooManyPixels = (maxMegapixels: number): FileFault =>
  fault(
    'IMAGE_TOO_MANY_PIXELS',
    `这张照片的像素太多，最多 ${maxMegapixels * 100} 万像素。请用手机截图后再传。`,
    `This picture has too many pixels; the limit is ${maxMegapixels} million. Upload a screenshot of it.`,
  );

export const IMAGE_BROKEN = fault(
  'IMAGE_BROKEN',
  '这张照片不完整，打不开，可能是传的时候断了。请重新传一次；仍不行请截图后再传。',
  'This photo is incomplete and cannot be opened. Upload it again; if that fails, upload a screenshot.',
);

export const IMAGE_TOO_SLOW = fault(
  'IMAGE_TOO_SLOW',
  '这张照片太复杂，处理不了。请用手机截图后再传。',
  'This picture takes too long to process. Upload a screenshot of it.',
);

export const FILES_BUSY = fault(
  'FILES_BUSY',
  '现在传照片的人很多，这张还没有传上。请过一分钟再传一次。',
  'Many people are uploading; this file was not taken yet. Try again in a minute.',
);

export const DOCUMENT_ACTIVE = fault(
  'DOCUMENT_ACTIVE',
  '这个文件里带有程序或附件，不能收。请打印成一份新的 PDF 后再传。',
  'This file carries a program or an attachment. Print it to a new PDF and upload that.',
);
