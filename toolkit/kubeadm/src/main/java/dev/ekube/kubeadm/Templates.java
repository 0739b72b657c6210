package dev.ekube.kubeadm;

import freemarker.cache.ClassTemplateLoader;
import freemarker.cache.MultiTemplateLoader;
import freemarker.cache.TemplateLoader;
import freemarker.core.PlainTextOutputFormat;
import freemarker.core.TemplateClassResolver;
import freemarker.template.Configuration;
import freemarker.template.DefaultObjectWrapperBuilder;
import freemarker.template.Template;
import freemarker.template.TemplateException;
import freemarker.template.TemplateExceptionHandler;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TimeZone;

/**
 * The FreeMarker templates packed into a room's jar, beside its classes. Tags and interpolations
 * use square brackets, because shell, YAML, JSON and Warewulf's own templates leave those alone. A
 * missing value is an error, never an empty string, and nothing depends on the machine's locale or
 * zone.
 */
public final class Templates {
  private final Configuration configuration = new Configuration(Configuration.VERSION_2_3_34);

  /** Names are looked up beside each of the classes, in this order. */
  public Templates(List<Class<?>> beside) {
    configuration.setTemplateLoader(
        new MultiTemplateLoader(
            beside.stream()
                .map(anchor -> new ClassTemplateLoader(anchor, ""))
                .toArray(TemplateLoader[]::new)));
    configuration.setDefaultEncoding("UTF-8");
    configuration.setLocalizedLookup(false);
    configuration.setLocale(Locale.ROOT);
    configuration.setTimeZone(TimeZone.getTimeZone("UTC"));
    configuration.setTagSyntax(Configuration.SQUARE_BRACKET_TAG_SYNTAX);
    configuration.setInterpolationSyntax(Configuration.SQUARE_BRACKET_INTERPOLATION_SYNTAX);
    configuration.setOutputFormat(PlainTextOutputFormat.INSTANCE);
    configuration.setNumberFormat("c");
    configuration.setBooleanFormat("c");
    configuration.setTemplateExceptionHandler(TemplateExceptionHandler.RETHROW_HANDLER);
    configuration.setLogTemplateExceptions(false);
    configuration.setWrapUncheckedExceptions(true);
    configuration.setNewBuiltinClassResolver(TemplateClassResolver.ALLOWS_NOTHING_RESOLVER);
    configuration.setAPIBuiltinEnabled(false);
    DefaultObjectWrapperBuilder wrapper =
        new DefaultObjectWrapperBuilder(Configuration.VERSION_2_3_34);
    wrapper.setExposureLevel(freemarker.ext.beans.BeansWrapper.EXPOSE_NOTHING);
    configuration.setObjectWrapper(wrapper.build());
  }

  /**
   * The template's text with the model's values. A template that asks for a value that the model
   * lacks is a programmer's error and an {@link IllegalStateException}.
   */
  public String text(String name, Map<String, Object> model) {
    StringWriter out = new StringWriter();
    try {
      Template template = configuration.getTemplate(name);
      template.process(model, out);
    } catch (TemplateException e) {
      throw new IllegalStateException("template " + name + " does not fit its model", e);
    } catch (IOException e) {
      throw new UncheckedIOException("template " + name + " cannot be read from the jar", e);
    }
    return out.toString();
  }
}
