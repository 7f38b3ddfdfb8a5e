using System.Globalization;

namespace PortfolioPlatform.Tax.CommandLine;

/// <summary>How far a run is: one line of a terminal that is written over. What is no terminal is left alone, so that a script's log stays clean.</summary>
internal sealed class ProgressLine(TextWriter writer, bool isTerminal)
{
    private int _length;

    /// <summary>The line of the process's own error stream, when somebody looks at it.</summary>
    public static ProgressLine Of(TextWriter error) => new(error, !Console.IsErrorRedirected && ReferenceEquals(error, Console.Error));

    /// <summary>Rows read so far.</summary>
    public void Rows(long rows) => Say(string.Create(CultureInfo.InvariantCulture, $"{rows:N0} rows read"));

    /// <summary>What is being done.</summary>
    public void Say(string what)
    {
        if (!isTerminal) return;
        writer.Write($"\r{what.PadRight(_length)}");
        _length = what.Length;
    }

    /// <summary>Takes the line away.</summary>
    public void End()
    {
        if (isTerminal && _length > 0) writer.Write($"\r{new string(' ', _length)}\r");
        _length = 0;
    }
}
