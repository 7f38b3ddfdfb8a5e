using PortfolioPlatform.GraphQL.Types;

namespace PortfolioPlatform.GraphQL.Execution;

/// <summary>The coerced arguments of one field, in the order of their definition.</summary>
public sealed class ArgumentValues(IReadOnlyList<InputValue> definitions, object?[] values)
{
    /// <summary>Stands for an argument that was not given and has no default.</summary>
    internal static readonly object Missing = new();

    public static ArgumentValues None { get; } = new([], []);

    /// <summary>The value of an argument; null also when it was not given.</summary>
    public object? this[int index] => ReferenceEquals(values[index], Missing) ? null : values[index];

    /// <summary>The value of an argument; null also when it was not given.</summary>
    public object? this[string name] => TryGet(name, out var value) ? value : null;

    public bool IsGiven(int index) => !ReferenceEquals(values[index], Missing);

    public bool TryGet(string name, out object? value)
    {
        for (var i = 0; i < values.Length; i++)
        {
            if (definitions[i].Name != name || !IsGiven(i)) continue;
            value = values[i];
            return true;
        }
        value = null;
        return false;
    }

    /// <summary>Those that were given or have a default, by name.</summary>
    public IEnumerable<KeyValuePair<string, object?>> Given()
    {
        for (var i = 0; i < values.Length; i++)
            if (IsGiven(i)) yield return new KeyValuePair<string, object?>(definitions[i].Name, values[i]);
    }
}
