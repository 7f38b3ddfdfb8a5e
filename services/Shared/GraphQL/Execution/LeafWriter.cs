namespace PortfolioPlatform.GraphQL.Execution;

/// <summary>Writes a property whose values are always of its scalar straight into the output: no resolver, no box, no place in the response to remember.</summary>
internal abstract class LeafWriter
{
    /// <summary>False, and nothing written, for what is not as usual: no value, one the scalar cannot represent, another source. Then the field is answered as any other.</summary>
    public abstract bool TryWrite(object source, JsonOutput output);
}

/// <summary>How a scalar writes values of one type; false, and nothing written, if it cannot.</summary>
internal delegate bool LeafFormat<in T>(T value, JsonOutput output);

/// <summary>The writer of one property.</summary>
internal sealed class LeafWriter<TSource, TValue>(Func<TSource, TValue> get, LeafFormat<TValue> write) : LeafWriter
    where TSource : class
{
    public override bool TryWrite(object source, JsonOutput output) => source is TSource typed && write(get(typed), output);
}
