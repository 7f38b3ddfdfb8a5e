namespace PortfolioPlatform.GraphQL.Types;

/// <summary>The scalars of the spec, and those this product adds.</summary>
public static class Scalars
{
    public static ScalarType Int { get; } = new IntScalar();

    public static ScalarType Float { get; } = new FloatScalar();

    public static ScalarType String { get; } = new StringScalar();

    public static ScalarType Boolean { get; } = new BooleanScalar();

    public static ScalarType Id { get; } = new IdScalar();

    public static ScalarType Decimal { get; } = new DecimalScalar();

    public static ScalarType Long { get; } = new LongScalar();

    public static ScalarType DateTime { get; } = new TextScalar<DateTimeOffset>(
        "DateTime", "An instant in UTC, ISO 8601 with up to six digits of fractions of a second.", "https://scalars.graphql.org/andimarek/date-time.html", InstantText.TryParse, InstantText.Format);

    public static ScalarType Date { get; } = new TextScalar<DateOnly>(
        "Date", "A calendar day, yyyy-mm-dd.", "https://scalars.graphql.org/andimarek/local-date.html",
        static (string text, out DateOnly day) => DateOnly.TryParseExact(text, "yyyy-MM-dd", out day),
        static (day, buffer) => day.TryFormat(buffer, out var written, "yyyy-MM-dd") ? written : 0);

    public static ScalarType Uuid { get; } = new TextScalar<Guid>(
        "UUID", "A universally unique id (RFC 9562), 36 characters.", "https://tools.ietf.org/html/rfc4122",
        static (string text, out Guid id) => Guid.TryParseExact(text, "D", out id),
        static (id, buffer) => id.TryFormat(buffer, out var written) ? written : 0);

    /// <summary>Those every schema knows.</summary>
    public static IReadOnlyList<ScalarType> Specified { get; } = [Int, Float, String, Boolean, Id];

    /// <summary>Those a schema has only if it uses them.</summary>
    public static IReadOnlyList<ScalarType> Added { get; } = [Decimal, Long, DateTime, Date, Uuid];
}
