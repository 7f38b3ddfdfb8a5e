namespace PortfolioPlatform.Platform;

/// <summary>Why the host cannot start or go on, as one clear line for the person at the terminal. Not a fault of the program: no stack trace is shown.</summary>
public sealed class StartupException : Exception
{
    /// <summary>Makes the line.</summary>
    public StartupException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}
