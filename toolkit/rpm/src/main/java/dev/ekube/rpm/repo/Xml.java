package dev.ekube.rpm.repo;

import dev.ekube.rpm.header.BadRpmException;
import java.io.InputStream;
import java.util.Optional;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** XML as metadata uses it, read as it streams by. Document types and entities are refused. */
final class Xml implements AutoCloseable {
  private static final int MOST_DEPTH = 32;

  private final XMLStreamReader reader;
  private int depth;

  Xml(InputStream in) throws BadRpmException {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
    try {
      this.reader = factory.createXMLStreamReader(in);
    } catch (XMLStreamException e) {
      throw bad(e);
    }
  }

  /** How deep the element lies that was entered last; the root is 1. */
  int depth() {
    return depth;
  }

  /** The local name of the next element that begins; empty at the end. */
  Optional<String> next() throws BadRpmException {
    try {
      while (reader.hasNext()) {
        switch (reader.next()) {
          case XMLStreamConstants.START_ELEMENT -> {
            if (++depth > MOST_DEPTH) {
              throw new BadRpmException("its metadata is nested too deeply");
            }
            return Optional.of(reader.getLocalName());
          }
          case XMLStreamConstants.END_ELEMENT -> depth--;
          case XMLStreamConstants.DTD, XMLStreamConstants.ENTITY_REFERENCE ->
              throw new BadRpmException("its metadata has a document type");
          default -> {}
        }
      }
      return Optional.empty();
    } catch (XMLStreamException | RuntimeException e) {
      throw bad(e);
    }
  }

  /** An attribute of the element that was entered last; empty text where it is missing. */
  String attribute(String name) {
    String value = reader.getAttributeValue(null, name);
    return value == null ? "" : value;
  }

  /** The text of the element that was entered last, which has no elements. */
  String text() throws BadRpmException {
    try {
      depth--;
      return reader.getElementText().strip();
    } catch (XMLStreamException | RuntimeException e) {
      throw bad(e);
    }
  }

  @Override
  public void close() throws BadRpmException {
    try {
      reader.close();
    } catch (XMLStreamException e) {
      throw bad(e);
    }
  }

  private static BadRpmException bad(Exception e) {
    String first = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    return new BadRpmException("its metadata is no XML that can be read: " + first, e);
  }
}
