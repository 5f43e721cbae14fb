package behaviors

import (
	_ "embed" // lists of names

	"github.com/wheelscope/wheelscope/engine/rule"
)

var CreatesPageElements = &rule.Behavior{
	ID:       "creates-page-elements",
	Title:    "Makes elements of pages or of XML.",
	Category: rule.Document,
	Priority: 2,
	Attack:   []string{"T1185"},
	Why:      "A script can put false forms into a page.",
	Fine:     "Pages are made like this.",
	Limits:   "Frameworks that make elements inside are not counted.",
	Python: `
		js.document.{createElement,createTextNode,write} selenium.webdriver.*.execute_script(0=*createElement*) browser.html.* lxml.etree.{Element,SubElement} bs4.BeautifulSoup.new_tag xml.dom.minidom.Document.createElement`,
	Script: `
		document.{createElement,createElementNS,createTextNode,write,writeln} window.document.{createElement,write} $.{append,html} jQuery.append`,
}

var FindsPageElementsByID = &rule.Behavior{
	ID:       "finds-page-elements-by-id",
	Title:    "Finds elements of a page by their ids, names or classes.",
	Category: rule.Document,
	Priority: 2,
	Attack:   []string{"T1185"},
	Why:      "A script reads what is typed into a page.",
	Fine:     "Pages are worked on like this.",
	Limits:   "Frameworks that look inside are not counted.",
	Python: `
		js.document.getElementById pyscript.Element selenium.webdriver.*.{find_element_by_id,find_elements_by_id} xml.dom.minidom.Document.getElementById`,
	Script: `
		document.{getElementById,getElementsByName,getElementsByClassName,getElementsByTagName} window.document.getElementById`,
}

var FindsPageElementsBySelector = &rule.Behavior{
	ID:       "finds-page-elements-by-selector",
	Title:    "Finds elements of a page by selectors.",
	Category: rule.Document,
	Priority: 2,
	Attack:   []string{"T1185"},
	Why:      "A script reads what is typed into a page.",
	Fine:     "Pages are worked on like this.",
	Limits:   "Frameworks that look inside are not counted.",
	Python: `
		js.document.{querySelector,querySelectorAll} bs4.BeautifulSoup.{select,select_one} soupsieve.select parsel.Selector.css lxml.html.*.cssselect pyquery.PyQuery selectolax.parser.HTMLParser.css`,
	Script: `document.{querySelector,querySelectorAll} window.document.querySelector`,
}

var ReadsPDFDocuments = &rule.Behavior{
	ID:       "reads-pdf-documents",
	Title:    "Reads PDF documents.",
	Category: rule.Document,
	Priority: 2,
	Why:      "Documents of the user are read.",
	Fine:     "Tools for documents read them.",
	Limits:   "Which document it is, is shown only where its name is constant.",
	Python: `
		pypdf.{PdfReader,PdfMerger} PyPDF2.{PdfReader,PdfFileReader,PdfMerger} pdfplumber.open fitz.{open,Document} pymupdf.{open,Document} pdfminer.high_level.{extract_text,extract_pages} pikepdf.{open,Pdf.open} pdf2image.{convert_from_path,convert_from_bytes} camelot.read_pdf tabula.read_pdf pdfrw.PdfReader textract.process tika.parser.from_file pypdfium2.PdfDocument borb.pdf.PDF.loads`,
	Native: `FPDF_LoadDocument poppler_document_new_from_file`,
	Script: `pdftotext pdftoppm pdfinfo pdf-parse qpdf mutool`,
}

var ReadsOfficeDocuments = &rule.Behavior{
	ID:       "reads-office-documents",
	Title:    "Reads office documents.",
	Category: rule.Document,
	Priority: 2,
	Why:      "Documents of the user are read.",
	Fine:     "Tools for tables and texts read them.",
	Limits:   "Which document it is, is shown only where its name is constant.",
	Python: `
		openpyxl.{load_workbook,reader.excel.load_workbook} docx.Document pptx.Presentation xlrd.open_workbook pandas.{read_excel,ExcelFile} pyxlsb.open_workbook odf.opendocument.load ezodf.opendoc docx2txt.process olefile.OleFileIO oletools.olevba.VBA_Parser* oletools.oleobj.{find_ole,OleObject,OleNativeStream} oletools.oleobj.{OleObject,OleNativeStream}.parse oletools.rtfobj.{RtfParser,RtfObjParser,rtf_iter_objects}* oletools.oleid.OleID* oletools.msodde.{process_file,process_doc,process_docx,process_xls,process_xlsx,process_csv,process_rtf} oletools.mraptor.MacroRaptor* oletools.ooxml.XmlParser* oletools.xls_parser.XlsFile* oletools.ppt_parser.PptParser* oletools.thirdparty.oledump.plugin_biff.cBIFF* mammoth.* xlwings.Book msoffcrypto.OfficeFile python_calamine.CalamineWorkbook pyexcel.{get_sheet,get_array}`,
	Script: `libreoffice soffice antiword catdoc xlsx2csv xlsx.{readFile,read} mammoth.extractRawText`,
}

var AutomatesOfficePrograms = &rule.Behavior{
	ID:       "automates-office-programs",
	Title:    "Drives office programs.",
	Category: rule.Document,
	Priority: 5,
	Attack:   []string{"T1137"},
	Why:      "Through such a program mail is sent and documents are changed in the name of the user.",
	Fine:     "Reports are made like this.",
	Limits:   "An object whose name is not constant is not named.",
	Python: `
		win32com.client.{Dispatch,DispatchEx,gencache.EnsureDispatch}(0=word.*|excel.*|outlook.*|powerpoint.*|access.*|onenote.*|visio.*|publisher.*|msproject.*) xlwings.{App,Book,apps} comtypes.client.CreateObject(0=word.*|excel.*|outlook.*|powerpoint.*|access.*|onenote.*|visio.*|publisher.*|msproject.*) uno.{getComponentContext,systemPathToFileUrl} pyuno.* docx2pdf.convert appscript.app(0=microsoft*)`,
	Script: `
		WScript.CreateObject(0=word.*|excel.*|outlook.*|powerpoint.*|access.*|onenote.*|visio.*|publisher.*|msproject.*) ActiveXObject(0=word.*|excel.*|outlook.*|powerpoint.*|access.*|onenote.*|visio.*|publisher.*|msproject.*) new-object(word.*|excel.*|outlook.*|powerpoint.*|access.*|onenote.*|visio.*|publisher.*|msproject.*) soffice(--headless|--convert-to*)`,
}

// ResolvesExternalEntities is what CWE-611 describes. Since version 5, lxml reads no
// files for entities unless it is told to.
var ResolvesExternalEntities = &rule.Behavior{
	ID:       "resolves-external-entities",
	Title:    "Lets XML documents take in other files and addresses.",
	Category: rule.Document,
	Priority: 4,
	Attack:   []string{"T1005"},
	Why:      "Who writes the document reads files of this machine with it, and makes it ask other machines.",
	Fine:     "Documents of one's own are made of several files, and catalogues of entities belong to old formats.",
	Limits:   "Old versions of lxml and other parsers do this without being told to, which is not counted.",
	Python: `
		lxml.etree.{XMLParser,XMLPullParser,ETCompatXMLParser,iterparse}(resolve_entities/load_dtd/dtd_validation=True|1) lxml.etree.{XMLParser,XMLPullParser,ETCompatXMLParser,iterparse}(no_network=False|0)
		xml.sax.{make_parser,expatreader.create_parser,expatreader.ExpatParser}.setFeature(0=*feature_external_ges|*feature_external_pes|*external-general-entities|*external-parameter-entities,1=True|1)
		defusedxml.*{parse,parseString,fromstring,iterparse,XMLParser}(forbid_external/forbid_entities=False) libxml2.substituteEntitiesDefault(0=1|True)`,
	Script: `xmllint(--noent)`,
}

var ParsesMarkup = &rule.Behavior{
	ID:       "parses-markup",
	Title:    "Reads XML or HTML.",
	Category: rule.Document,
	Priority: 1,
	Why:      "Some readers fetch what a document names.",
	Fine:     "Pages, settings and documents are written like this.",
	Limits:   "What is read is not looked at.",
	Python:   parsesMarkupPython,
	Native:   `xmlReadFile xmlParseFile xmlReadMemory htmlReadMemory XML_ParserCreate`,
	Script:   `DOMParser cheerio.load xmllint xml2js.parseString jsdom.JSDOM`,
}

//go:embed names/parses_markup.txt
var parsesMarkupPython string
