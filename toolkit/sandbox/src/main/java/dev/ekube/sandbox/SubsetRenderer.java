package dev.ekube.sandbox;

import dev.ekube.render.WarewulfTemplate;
import dev.ekube.render.WarewulfTemplateException;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Renders the part of Warewulf's templates that ekube writes; anything else fails the build. */
final class SubsetRenderer implements TemplateRenderer {
  private static final Pattern NO_BACKUP = Pattern.compile("\\{\\{-?\\s*nobackup\\s*-?}}");

  @Override
  public Output render(String name, String template, Context context) {
    try {
      Map<String, String> tags = context.tags();
      String text =
          WarewulfTemplate.parse(name, template)
              .render(
                  new WarewulfTemplate.Facts(
                      context.id(),
                      context.managerAddress(),
                      context.buildHost(),
                      new TreeMap<>(tags)));
      return new Output(text, !NO_BACKUP.matcher(template).find());
    } catch (WarewulfTemplateException e) {
      throw new IllegalArgumentException("failed to render template " + e.getMessage(), e);
    }
  }
}
